@NullMarked
package dev.kbsync.run;

import org.jspecify.annotations.NullMarked;
