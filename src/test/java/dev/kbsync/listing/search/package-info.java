@NullMarked
package dev.kbsync.listing.search;

import org.jspecify.annotations.NullMarked;
