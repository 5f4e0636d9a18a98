"""British phrases for dates: what each is read as, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from evidencepack.errors import BadInput
from evidencepack.model.dates import read_date

# the words | EDTF | earliest | latest | precision | shown
READ = """
10 October 2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
10th October 2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
the 10th of October 2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
the 10th day of October, 2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
10 Oct 2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
10 Oct. 2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
10-Oct-2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
Monday 10 October 2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
Monday, 10th October, 2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
Mon 10 Oct 2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
Monday 11 October 2016 | 2016-10-11 | 2016-10-11 | 2016-10-11 | day | 11 October 2016
Weds 12/10/2016 | 2016-10-12 | 2016-10-12 | 2016-10-12 | day | 12 October 2016
October 10, 2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
October 10th 2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
10/10/2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
03/05/2021 | 2021-05-03 | 2021-05-03 | 2021-05-03 | day | 3 May 2021
3/5/2021 | 2021-05-03 | 2021-05-03 | 2021-05-03 | day | 3 May 2021
10.10.2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
10-10-2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
2016-10-10 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
2016/10/10 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
10 October 2016. | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
10 OCTOBER 2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
on 10 October 2016 | 2016-10-10 | 2016-10-10 | 2016-10-10 | day | 10 October 2016
29 February 2016 | 2016-02-29 | 2016-02-29 | 2016-02-29 | day | 29 February 2016
Monday 1 March 1700 | 1700-03-01 | 1700-03-01 | 1700-03-01 | day | 1 March 1700
October 2016 | 2016-10 | 2016-10-01 | 2016-10-31 | month | October 2016
Oct 2016 | 2016-10 | 2016-10-01 | 2016-10-31 | month | October 2016
October, 2016 | 2016-10 | 2016-10-01 | 2016-10-31 | month | October 2016
in October 2016 | 2016-10 | 2016-10-01 | 2016-10-31 | month | October 2016
10/2016 | 2016-10 | 2016-10-01 | 2016-10-31 | month | October 2016
2016-10 | 2016-10 | 2016-10-01 | 2016-10-31 | month | October 2016
2016 | 2016 | 2016-01-01 | 2016-12-31 | year | 2016
the year 2016 | 2016 | 2016-01-01 | 2016-12-31 | year | 2016
1000 | 1000 | 1000-01-01 | 1000-12-31 | year | 1000
9999 | 9999 | 9999-01-01 | 9999-12-31 | year | 9999
early July 2016 | 2016-07-~01/2016-07-~10 | 2016-07-01 | 2016-07-10 | part | early July 2016
mid-July 2016 | 2016-07-~11/2016-07-~20 | 2016-07-11 | 2016-07-20 | part | mid-July 2016
mid July 2016 | 2016-07-~11/2016-07-~20 | 2016-07-11 | 2016-07-20 | part | mid-July 2016
late September 2016 | 2016-09-~21/2016-09-~30 | 2016-09-21 | 2016-09-30 | part | late September 2016
the beginning of July 2016 | 2016-07-~01/2016-07-~07 | 2016-07-01 | 2016-07-07 | part | the beginning of July 2016
the start of July 2016 | 2016-07-~01/2016-07-~07 | 2016-07-01 | 2016-07-07 | part | the beginning of July 2016
the middle of July 2016 | 2016-07-~12/2016-07-~18 | 2016-07-12 | 2016-07-18 | part | the middle of July 2016
the end of February 2016 | 2016-02-~23/2016-02-~29 | 2016-02-23 | 2016-02-29 | part | the end of February 2016
at the end of 2016 | 2016-~11/2016-~12 | 2016-11-01 | 2016-12-31 | part | the end of 2016
early 2016 | 2016-~01/2016-~04 | 2016-01-01 | 2016-04-30 | part | early 2016
early in 2016 | 2016-~01/2016-~04 | 2016-01-01 | 2016-04-30 | part | early 2016
mid-2016 | 2016-~05/2016-~08 | 2016-05-01 | 2016-08-31 | part | mid-2016
late 2016 | 2016-~09/2016-~12 | 2016-09-01 | 2016-12-31 | part | late 2016
the beginning of 2016 | 2016-~01/2016-~02 | 2016-01-01 | 2016-02-29 | part | the beginning of 2016
the middle of 2016 | 2016-~06/2016-~07 | 2016-06-01 | 2016-07-31 | part | the middle of 2016
the end of 2016 | 2016-~11/2016-~12 | 2016-11-01 | 2016-12-31 | part | the end of 2016
spring 2016 | 2016-21 | 2016-03-01 | 2016-05-31 | season | spring 2016
Summer 2016 | 2016-22 | 2016-06-01 | 2016-08-31 | season | summer 2016
in the autumn of 2016 | 2016-23 | 2016-09-01 | 2016-11-30 | season | autumn 2016
winter 2016 | 2016-24 | 2016-12-01 | 2017-02-28 | season | winter 2016
winter 2016-17 | 2016-24 | 2016-12-01 | 2017-02-28 | season | winter 2016
winter 2016/2017 | 2016-24 | 2016-12-01 | 2017-02-28 | season | winter 2016
Michaelmas term 2016 | [2016-10-01,2016-10-02..2016-12-21] | 2016-10-01 | 2016-12-21 | season | Michaelmas term 2016
Hilary 2016 | [2016-01-11,2016-01-12..2016-03-23] | 2016-01-11 | 2016-03-23 | season | Hilary term 2016
Easter term 2016 | [2016-04-05,2016-04-06..2016-05-27] | 2016-04-05 | 2016-05-27 | season | Easter term 2016
Trinity sittings 2012 | [2012-06-12,2012-06-13..2012-07-31] | 2012-06-12 | 2012-07-31 | season | Trinity term 2012
first quarter 2016 | 2016-33 | 2016-01-01 | 2016-03-31 | season | the first quarter of 2016
the second quarter of 2016 | 2016-34 | 2016-04-01 | 2016-06-30 | season | the second quarter of 2016
3rd quarter 2016 | 2016-35 | 2016-07-01 | 2016-09-30 | season | the third quarter of 2016
Q3 2016 | 2016-35 | 2016-07-01 | 2016-09-30 | season | the third quarter of 2016
2016 Q4 | 2016-36 | 2016-10-01 | 2016-12-31 | season | the fourth quarter of 2016
10–12 October 2016 | 2016-10-10/2016-10-12 | 2016-10-10 | 2016-10-12 | range | 10 to 12 October 2016
10 to 12 October 2016 | 2016-10-10/2016-10-12 | 2016-10-10 | 2016-10-12 | range | 10 to 12 October 2016
28 September to 3 October 2016 | 2016-09-28/2016-10-03 | 2016-09-28 | 2016-10-03 | range | 28 September to 3 October 2016
28 September–3 October 2016 | 2016-09-28/2016-10-03 | 2016-09-28 | 2016-10-03 | range | 28 September to 3 October 2016
28 December 2016 to 3 January 2017 | 2016-12-28/2017-01-03 | 2016-12-28 | 2017-01-03 | range | 28 December 2016 to 3 January 2017
from July 2015 to September 2016 | 2015-07/2016-09 | 2015-07-01 | 2016-09-30 | range | July 2015 to September 2016
July 2015 - September 2016 | 2015-07/2016-09 | 2015-07-01 | 2016-09-30 | range | July 2015 to September 2016
July-September 2016 | 2016-07/2016-09 | 2016-07-01 | 2016-09-30 | range | July to September 2016
2015–16 | 2015/2016 | 2015-01-01 | 2016-12-31 | range | 2015 to 2016
2015-16 | 2015/2016 | 2015-01-01 | 2016-12-31 | range | 2015 to 2016
2015/16 | 2015/2016 | 2015-01-01 | 2016-12-31 | range | 2015 to 2016
1999–2000 | 1999/2000 | 1999-01-01 | 2000-12-31 | range | 1999 to 2000
1999–00 | 1999/2000 | 1999-01-01 | 2000-12-31 | range | 1999 to 2000
2012-2016 | 2012/2016 | 2012-01-01 | 2016-12-31 | range | 2012 to 2016
2009-10 | 2009-10 | 2009-10-01 | 2009-10-31 | month | October 2009
2009–10 | 2009/2010 | 2009-01-01 | 2010-12-31 | range | 2009 to 2010
2016–10 | 2016-10 | 2016-10-01 | 2016-10-31 | month | October 2016
2016-23 | 2016-23 | 2016-09-01 | 2016-11-30 | season | autumn 2016
from 5 July 2015 until 6 August 2016 | 2015-07-05/2016-08-06 | 2015-07-05 | 2016-08-06 | range | 5 July 2015 to 6 August 2016
10/10/2016-12/10/2016 | 2016-10-10/2016-10-12 | 2016-10-10 | 2016-10-12 | range | 10 to 12 October 2016
Monday 10 to Tuesday 12 October 2016 | 2016-10-10/2016-10-12 | 2016-10-10 | 2016-10-12 | range | 10 to 12 October 2016
spring to autumn 2016 | 2016-21/2016-23 | 2016-03-01 | 2016-11-30 | range | spring to autumn 2016
Q1 to Q3 2016 | 2016-33/2016-35 | 2016-01-01 | 2016-09-30 | range | the first quarter of 2016 to the third quarter of 2016
early to mid-July 2016 | 2016-07-~01/2016-07-~20 | 2016-07-01 | 2016-07-20 | range | early July 2016 to mid-July 2016
early 2015 to late 2016 | 2015-~01/2016-~12 | 2015-01-01 | 2016-12-31 | range | early 2015 to late 2016
early July to late July 2016 | 2016-07-~01/2016-07-~31 | 2016-07-01 | 2016-07-31 | range | early July 2016 to late July 2016
early July to early July 2016 | 2016-07-~01/2016-07-~10 | 2016-07-01 | 2016-07-10 | part | early July 2016
the beginning of July 2015 to the end of September 2016 | 2015-07/2016-09 | 2015-07-01 | 2016-09-30 | range | July 2015 to September 2016
the end of July 2015 to early September 2016 | 2015-07-~21/2016-09-~10 | 2015-07-21 | 2016-09-10 | range | late July 2015 to early September 2016
about 2012 to 2016 | 2012~/2016 | 2012-01-01 | 2016-12-31 | range | about 2012 to 2016
about 10 to about 12 October 2016 | 2016-10-10~/2016-10-12~ | 2016-10-10 | 2016-10-12 | range | about 10 to about 12 October 2016
between July 2015 and September 2016 | [2015-07..2016-09] | 2015-07-01 | 2016-09-30 | between | between July 2015 and September 2016
between July and September 2016 | [2016-07..2016-09] | 2016-07-01 | 2016-09-30 | between | between July and September 2016
between 10 and 12 October 2016 | [2016-10-10..2016-10-12] | 2016-10-10 | 2016-10-12 | between | between 10 and 12 October 2016
between 2012 and 5 October 2016 | [2012..2016-10-05] | 2012-01-01 | 2016-10-05 | between | between 2012 and 5 October 2016
between early 2015 and late 2016 | [2015-~01..2016-~12] | 2015-01-01 | 2016-12-31 | between | between early 2015 and late 2016
between about 2012 and 2016 | [2012~..2016] | 2012-01-01 | 2016-12-31 | between | between about 2012 and 2016
about 1998 | 1998~ | 1998-01-01 | 1998-12-31 | year | about 1998
around 1998 | 1998~ | 1998-01-01 | 1998-12-31 | year | about 1998
circa 1998 | 1998~ | 1998-01-01 | 1998-12-31 | year | about 1998
c. 1998 | 1998~ | 1998-01-01 | 1998-12-31 | year | about 1998
c1998 | 1998~ | 1998-01-01 | 1998-12-31 | year | about 1998
c 1998 | 1998~ | 1998-01-01 | 1998-12-31 | year | about 1998
ca. 1998 | 1998~ | 1998-01-01 | 1998-12-31 | year | about 1998
approximately March 1998 | 1998-03~ | 1998-03-01 | 1998-03-31 | month | about March 1998
approx. 1998 | 1998~ | 1998-01-01 | 1998-12-31 | year | about 1998
about 10 October 2016 | 2016-10-10~ | 2016-10-10 | 2016-10-10 | day | about 10 October 2016
on or about 30 September 2016 | 2016-09-30~ | 2016-09-30 | 2016-09-30 | day | about 30 September 2016
about autumn 2016 | 2016-23~ | 2016-09-01 | 2016-11-30 | season | about autumn 2016
possibly 1998 | 1998? | 1998-01-01 | 1998-12-31 | year | possibly 1998
perhaps about 1998 | 1998% | 1998-01-01 | 1998-12-31 | year | possibly about 1998
about the end of September 2016 | 2016-~09-~24/2016-~09-~30 | 2016-09-24 | 2016-09-30 | part | about the end of September 2016
about early 2016 | ~2016-~01/~2016-~04 | 2016-01-01 | 2016-04-30 | part | about early 2016
about mid-July 2016 | 2016-~07-~11/2016-~07-~20 | 2016-07-11 | 2016-07-20 | part | about mid-July 2016
before 6 October 2016 | [..2016-10-05] | open | 2016-10-05 | before | before 6 October 2016
until 6 October 2016 | [..2016-10-05] | open | 2016-10-05 | before | before 6 October 2016
prior to October 2016 | [..2016-09] | open | 2016-09-30 | before | before October 2016
before 2016 | [..2015] | open | 2015-12-31 | before | before 2016
before autumn 2016 | [..2016-22] | open | 2016-08-31 | before | before autumn 2016
before about 2012 | [..2011~] | open | 2011-12-31 | before | before about 2012
by 6 October 2016 | [..2016-10-05,2016-10-06] | open | 2016-10-06 | before | on or before 6 October 2016
on or before 6 October 2016 | [..2016-10-05,2016-10-06] | open | 2016-10-06 | before | on or before 6 October 2016
no later than 6 October 2016 | [..2016-10-05,2016-10-06] | open | 2016-10-06 | before | on or before 6 October 2016
by the end of 2015 | [..2014,2015] | open | 2015-12-31 | before | by the end of 2015
by the end of October 2015 | [..2015-09,2015-10] | open | 2015-10-31 | before | by the end of October 2015
by 2015 | [..2014,2015] | open | 2015-12-31 | before | by the end of 2015
before the end of 2015 | [..2014,2015] | open | 2015-12-31 | before | by the end of 2015
before the beginning of 2015 | [..2014] | open | 2014-12-31 | before | before 2015
after 3 May 2021 | [2021-05-04..] | 2021-05-04 | open | after | after 3 May 2021
after May 2021 | [2021-06..] | 2021-06-01 | open | after | after May 2021
after 2021 | [2022..] | 2022-01-01 | open | after | after 2021
after the end of 2015 | [2016..] | 2016-01-01 | open | after | after 2015
since 3 May 2021 | [2021-05-03,2021-05-04..] | 2021-05-03 | open | after | on or after 3 May 2021
since 2015 | [2015,2016..] | 2015-01-01 | open | after | since 2015
since the beginning of 2015 | [2015,2016..] | 2015-01-01 | open | after | since 2015
on or after 3 May 2021 | [2021-05-03,2021-05-04..] | 2021-05-03 | open | after | on or after 3 May 2021
not before May 2021 | [2021-05,2021-06..] | 2021-05-01 | open | after | since May 2021
from 3 May 2021 | 2021-05-03/.. | 2021-05-03 | open | after | from 3 May 2021 onwards
from July 2015 onwards | 2015-07/.. | 2015-07-01 | open | after | from July 2015 onwards
2015 onwards | 2015/.. | 2015-01-01 | open | after | from 2015 onwards
up to July 2015 | ../2015-07 | open | 2015-07-31 | before | up to July 2015
2016-09-30~ | 2016-09-30~ | 2016-09-30 | 2016-09-30 | day | about 30 September 2016
2016-09? | 2016-09? | 2016-09-01 | 2016-09-30 | month | possibly September 2016
2016-09-XX | 2016-09 | 2016-09-01 | 2016-09-30 | month | September 2016
2016-XX-XX | 2016 | 2016-01-01 | 2016-12-31 | year | 2016
[2012..2016-10-05] | [2012..2016-10-05] | 2012-01-01 | 2016-10-05 | between | between 2012 and 5 October 2016
[..2016-10-05] | [..2016-10-05] | open | 2016-10-05 | before | before 6 October 2016
[2016-10-07..] | [2016-10-07..] | 2016-10-07 | open | after | after 6 October 2016
[2016-10-06,2016-10-07..] | [2016-10-06,2016-10-07..] | 2016-10-06 | open | after | on or after 6 October 2016
2000-01-13/2001 | 2000-01-13/2001 | 2000-01-13 | 2001-12-31 | range | 13 January 2000 to 2001
2000-01-01/2000 | 2000-01-01/2000 | 2000-01-01 | 2000-12-31 | range | 1 January 2000 to 2000
2015-07/2016-09 | 2015-07/2016-09 | 2015-07-01 | 2016-09-30 | range | July 2015 to September 2016
2015/.. | 2015/.. | 2015-01-01 | open | after | from 2015 onwards
../2015 | ../2015 | open | 2015-12-31 | before | up to 2015
2016-33 | 2016-33 | 2016-01-01 | 2016-03-31 | season | the first quarter of 2016
2016-09-~21/2016-09-~30 | 2016-09-~21/2016-09-~30 | 2016-09-21 | 2016-09-30 | part | late September 2016
2012~/2016% | 2012~/2016% | 2012-01-01 | 2016-12-31 | range | about 2012 to possibly about 2016
"""  # noqa: E501  # a table

REFUSED = """
29/02/2023 | 29 February 2023 does not exist: 2023 was not a leap year.
29 February 1900 | 1900 was not a leap year
30 February 2024 | 30 February 2024 does not exist: February has 29 days.
31/04/2024 | 31 April 2024 does not exist: April has 30 days.
31 September 2016 | September has 30 days
32/01/2021 | January has 31 days
0 May 2016 | a month begins with day 1
00/05/2021 | a month begins with day 1
28 February to 30 February 2023 | February has 28 days
2016-02-30~ | 30 February 2016 does not exist
05/13/2021 | the day comes first, so write 13/05/2021 or 13 May 2021
13/13/2021 | There is no month 13
2016-13-01 | There is no month 13: write the day first and then the month
2016-13 | There is no month 13
13/2016 | There is no month 13
10/10/16 | Write the year in four figures
10.10.16 | Write the year in four figures
10 October 16 | Write the year in four figures
October '16 | Write the year in four figures
30 February | has no year
3 May | has no year
Monday 3 May | has no year
May | has no year
hello | is not a date that can be read: write it like 10 October 2016
tomorrow | is not a date
the 14th ult. | is not a date
Thursday | is not a date
Friday 2016 | is not a date
Mayor 2016 | is not a date
Education Act 1996 | is not a date
Section 24 of the Education Act 1996 | is not a date
section 24 | is not a date
s.24(1) | is not a date
24 | is not a date
1/2 | is not a date
999 | is not a date
12345 | is not a date
10 October 20166 | is not a date
10 October 2016² | is not a date
٣ May 2021 | is not a date
10/10-2016 | is not a date
April 3, 2023 2023-04-03 | is not a date
2016 and 2017 | is not a date
2012-2016-2018 | is not a date
about to 2016 | is not a date
May to 2016 | is not a date
Easter 2016 | is not a date
autumn 2016-17 | is not a date
winter 2016-19 | is not a date
../.. | is not a date
1 Jan 0001 | The year 1 cannot be kept: write one from 1000 to 9999
0999 | cannot be kept
before 1000 | cannot be kept
after 9999 | cannot be kept
winter 9999 | from 1000 to 9998
after 31 December 9999 | is the last day that can be kept
25/03/2023 01:30 | has a time of day
12.30pm 3 May 2021 | has a time of day
3 May 2021 at 5pm | has a time of day
2016-10-10T10:10:10 | has a time of day
3 October to 28 September 2016 | ends before it begins: 28 September 2016 comes before 3 October 2016
28 December to 3 January 2017 | each with its year
12-10 October 2016 | ends before it begins
2016 to 2012 | ends before it begins
2016-2012 | ends before it begins
between 2016 and 2012 | ends before it begins
2016/2012 | ends before it begins
before late 2016 | Write a day, a month or a year after “before”
by mid-2016 | Write a day, a month or a year after “by”
Michaelmas term 1850 | write its first and last day
201X | sound EDTF of a kind that cannot be shown here
{2016,2017} | sound EDTF of a kind that cannot be shown here
[2016-10-05,2016-10-07] | sound EDTF of a kind that cannot be shown here
2016//2017 | is not a date
"""


def table(text: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split(" | ")) for line in text.strip().splitlines()]


def day_or_none(text: str) -> date | None:
    return None if text == "open" else date.fromisoformat(text)


@pytest.mark.parametrize(("words", "edtf", "earliest", "latest", "precision", "shown"), table(READ))
def test_a_phrase_is_read_as_it_is_meant(
    words: str, edtf: str, earliest: str, latest: str, precision: str, shown: str
) -> None:
    read = read_date(words)
    assert (read.edtf, read.precision, read.shown) == (edtf, precision, shown)
    assert (read.earliest, read.latest) == (day_or_none(earliest), day_or_none(latest))
    assert read.words == words


@pytest.mark.parametrize(("words", "sentence"), table(REFUSED))
def test_what_is_no_date_or_cannot_be_is_refused_in_one_sentence(words: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_date(words)
    message = refusal.value.message
    assert sentence in message
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.parametrize("words", ["", " ", "\u00a0", ".", "–"])
def test_nothing_is_no_date(words: str) -> None:
    with pytest.raises(BadInput):
        read_date(words)


def test_a_very_long_text_is_refused_and_not_repeated_whole() -> None:
    with pytest.raises(BadInput) as refusal:
        read_date("2016 to " * 5000)
    assert len(refusal.value.message) < 300


@pytest.mark.parametrize(
    "words",
    [
        "10\u00a0October\u00a02016",
        "  10   October\t2016 ",
        "10 October 2016.",
        "10\u2009Octo\u00adber 2016",
        "10\u201110\u20112016",
        "10–10–2016",
        "10—Oct—2016",
        "10TH OCTOBER 2016",
        "\ufeff10 october 2016,",
    ],
)
def test_spaces_dashes_capitals_and_a_full_stop_make_no_difference(words: str) -> None:
    assert read_date(words).edtf == "2016-10-10"
    assert read_date(words).words == words
