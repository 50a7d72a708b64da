package dev.kbsync.convert.tree;

import org.commonmark.node.CustomNode;

/** A line break inside a table cell, which Markdown has no syntax for. */
public final class CellBreak extends CustomNode {}
