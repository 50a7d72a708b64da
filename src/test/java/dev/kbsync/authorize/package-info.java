@NullMarked
package dev.kbsync.authorize;

import org.jspecify.annotations.NullMarked;
