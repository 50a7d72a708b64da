@NullMarked
package dev.kbsync.search;

import org.jspecify.annotations.NullMarked;
