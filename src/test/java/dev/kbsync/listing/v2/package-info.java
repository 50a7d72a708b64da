@NullMarked
package dev.kbsync.listing.v2;

import org.jspecify.annotations.NullMarked;
