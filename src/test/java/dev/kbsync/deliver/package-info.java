@NullMarked
package dev.kbsync.deliver;

import org.jspecify.annotations.NullMarked;
