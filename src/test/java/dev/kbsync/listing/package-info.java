@NullMarked
package dev.kbsync.listing;

import org.jspecify.annotations.NullMarked;
