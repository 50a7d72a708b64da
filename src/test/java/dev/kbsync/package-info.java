@NullMarked
package dev.kbsync;

import org.jspecify.annotations.NullMarked;
