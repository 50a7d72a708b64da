@NullMarked
package dev.kbsync.site;

import org.jspecify.annotations.NullMarked;
