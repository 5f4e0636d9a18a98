"""The edges and spacing of controls, as Qt's style sheet; ``@name`` stands for a colour of the scheme.

Lengths in ``u``, and sizes of letters and icons, are pixels that grow with the person's letters.
"""

from __future__ import annotations

SHEET = """
QAbstractScrollArea { border: none; }
#sidebar { background: @sidebar; border-right: 1px solid @hairline; }
#sidebar QToolButton { border: none; border-left: 3px solid transparent; border-radius: 0;
  background: transparent; color: @second; padding: 8px 2px 8px 0; }
#sidebar QToolButton:hover { color: @text; background: @window; }
#sidebar QToolButton:checked { background: @base; color: @accent; border-left-color: @accent;
  font-weight: 600; }
#sidebar QToolButton:disabled { color: @edge; }
#sidebar QToolButton:focus { border: 2px solid @accent; border-left-width: 3px; padding: 6px 0; }

#toolbar { background: @window; border-bottom: 1px solid @hairline; }
#pageTitle { font-size: 17px; font-weight: 600; }
QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 5px 8px; background: transparent;
  color: @text; }
QToolButton:hover { background: @selection; }
QToolButton:checked { background: @selection; color: @accent; }
QToolButton:disabled { color: @edge; }
QToolButton:focus { border: 2px solid @accent; padding: 4px 7px; }
QToolButton#primary { background: @accent; color: @on_accent; font-weight: 600; padding: 5px 12px; }
QToolButton#primary:disabled { background: @hairline; color: @muted; }
QToolButton#primary:focus { border: 2px solid @text; padding: 4px 11px; }
QToolButton::menu-indicator { image: none; }
QToolButton#link, QPushButton#link, QPushButton#place { border: 1px solid transparent;
  background: transparent; color: @accent; padding: 2px 4px; text-decoration: underline; }
QPushButton#place { text-align: left; padding: 2px 0; }
QToolButton#link:focus, QPushButton#link:focus, QPushButton#place:focus { border: 1px solid @accent; }

QPushButton { background: @base; border: 1px solid @edge; border-radius: 4px; padding: 5px 13px;
  min-height: 16px; icon-size: 16px; }
QPushButton#find { text-align: left; padding-left: 8px; font-weight: 400; }
QPushButton#find:focus { padding-left: 7px; }
QPushButton:hover, QPushButton:pressed { background: @selection; }
QPushButton:disabled { color: @muted; border-color: @hairline; background: @window; }
QPushButton#primary:enabled, QPushButton:default:enabled { background: @accent; color: @on_accent;
  border-color: @accent; font-weight: 600; }
QPushButton:focus { border: 2px solid @accent; padding: 4px 12px; }
QPushButton#primary:enabled:focus, QPushButton:default:enabled:focus { border: 2px solid @text; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox { background: @base; color: @text;
  border: 1px solid @edge; border-radius: 4px; padding: 4px 7px; selection-background-color: @picked;
  selection-color: #19201C; placeholder-text-color: @hint; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus {
  border: 2px solid @accent; padding: 3px 6px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: @window; color: @muted;
  border-color: @hairline; }
QLineEdit:read-only { background: @window; }
QLineEdit[wrong="true"] { border: 2px solid @error; padding: 3px 6px; }
QComboBox { padding-left: 9px; padding-right: 2px; }
QComboBox:focus { padding-left: 8px; padding-right: 1px; }
QComboBox::drop-down { border: none; width: 24u; }
QComboBox::down-arrow { image: url(@icons/arrow-down-@tone.svg); width: 14u; height: 14u; }
QComboBox QAbstractItemView { background: @base; border: 1px solid @edge;
  selection-background-color: @selection;
  selection-color: @text; outline: none; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QRadioButton::indicator { width: 16u; height: 16u; border: 1px solid @edge;
  border-radius: 3px; background: @base; }
QRadioButton::indicator { border-radius: 8u; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent;
  image: url(@icons/tick-@tone.svg); }
QRadioButton::indicator:checked { background: @base; border: 5u solid @accent; width: 8u; height: 8u;
  border-radius: 9u; }
QCheckBox::indicator:disabled { background: @hairline; }
QCheckBox, QRadioButton { border: 2px solid transparent; border-radius: 4px; padding: 2px 2px 2px 0;
  margin-left: -2px; }
QCheckBox:focus, QRadioButton:focus { border-color: @accent; }

QScrollArea, QScrollArea > QWidget > QWidget#ground { background: transparent; }
QTableView, QTreeView, QListView { background: @base; border: none; outline: none; }
QListView { alternate-background-color: @alternate; }
QListView::item, QTreeView::item { padding: 4px 8px; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected { background: @selection;
  color: @text; }
QTableView:focus, QListView:focus, QTreeView:focus { border: none; }
QHeaderView { background: @window; border: none; }
QHeaderView::section:horizontal { background: @window; color: @second; border: none;
  border-bottom: 1px solid @edge; padding: 6px 11px; font-weight: 600; font-size: 12px; }
QHeaderView::section:horizontal:hover { color: @text; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @edge; border: 3px solid @window; border-radius: 6px; min-height: 32px;
  min-width: 32px; }
QScrollBar::handle:hover { background: @second; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: @hairline; }
QSplitter::handle:hover { background: @accent; }

QMenuBar { background: @window; border-bottom: 1px solid @hairline; padding: 1px 8px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @selection; }
QMenu { background: @base; border: 1px solid @edge; padding: 4px 0; }
QMenu { icon-size: 16px; }
QMenu::item { padding: 5px 28u 5px 28u; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @edge; }
QMenu::separator { height: 1px; background: @hairline; margin: 4px 0; }
QMenu::icon { left: 8px; }
QToolTip { background: @base; color: @text; border: 1px solid @edge; padding: 4px 6px; }

QStatusBar { background: @window; border-top: 1px solid @hairline; color: @second; font-size: 12px; }
QStatusBar::item { border: none; }
QStatusBar QToolButton { padding: 1px 8px; font-size: 12px; color: @second; }
QStatusBar QToolButton:focus { padding: 0 7px; }
QProgressBar { border: none; border-radius: 3px; background: @hairline; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { border-radius: 3px; background: @accent; }

QTabWidget::pane { border: none; border-top: 1px solid @hairline; }
QTabBar::tab { background: transparent; border: none; border-bottom: 3px solid transparent;
  padding: 6px 12px; color: @second; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; font-weight: 600; }
QTabBar::tab:focus { border: 2px solid @accent; }

#panel { background: @window; }
#inspector { background: @window; border-left: 1px solid @hairline; }
#card { background: @alternate; border: 1px solid @hairline; }
#card[picked="true"] { border: 2px solid @accent; }
#bar { background: @window; border-bottom: 1px solid @hairline; }
#pane { border: none; border-top: 2px solid transparent; }
#pane[active="true"] { border-top: 2px solid @accent; }
#side { background: @window; border-right: 1px solid @hairline; }
#footer { background: @window; border-top: 1px solid @hairline; }
#line { background: @hairline; max-height: 1px; min-height: 1px; border: none; }
#upright { background: @hairline; max-width: 1px; min-width: 1px; border: none; }
#choices { border: 1px solid @edge; }
#clearList { background: transparent; }
#typedPlaces::item { padding: 0; border-bottom: 1px solid @hairline; }
#findPanel { background: @base; border: 1px solid @edge; border-radius: 4px; }
#segment { background: @base; border: 1px solid @edge; border-radius: 4px; padding: 4px 10px; margin: 0;
  min-height: 16u; spacing: 0; }
#segment::indicator, #segment::indicator:checked { width: 0; height: 0; border: none; image: none; }
#segment:hover { background: @selection; }
#segment:checked { background: @accent; border-color: @accent; color: @on_accent; }
#segment:focus { border: 2px solid @accent; padding: 3px 9px; }
#segment:checked:focus { border-color: @text; }
#panelTitle { font-size: 14px; font-weight: 600; }
#label { color: @second; font-size: 12px; }
#strong { font-weight: 600; }
#second { color: @second; }
#muted { color: @muted; }
#small { color: @second; font-size: 12px; }
#tiny { color: @muted; font-size: 11px; }
#good { color: @good; font-weight: 600; }
#wrong { color: @error; font-size: 12px; }
#understood { color: @good; font-size: 12px; }
#key { border: 1px solid @edge; border-radius: 3px; padding: 0 4px; font-size: 11px; color: @second; }
#warning { background: @warning_fill; border-left: 3px solid @warning; }
#error { background: @error_fill; border-left: 3px solid @error; }
#note { background: @selection; border-left: 3px solid @accent; }
"""
