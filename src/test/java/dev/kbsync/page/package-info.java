@NullMarked
package dev.kbsync.page;

import org.jspecify.annotations.NullMarked;
