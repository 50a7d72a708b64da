@NullMarked
package dev.kbsync.mcp;

import org.jspecify.annotations.NullMarked;
