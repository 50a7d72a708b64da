@NullMarked
package dev.kbsync.listing.extras;

import org.jspecify.annotations.NullMarked;
