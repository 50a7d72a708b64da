@NullMarked
package dev.kbsync.api;

import org.jspecify.annotations.NullMarked;
