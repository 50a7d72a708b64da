@NullMarked
package dev.kbsync.attachment;

import org.jspecify.annotations.NullMarked;
