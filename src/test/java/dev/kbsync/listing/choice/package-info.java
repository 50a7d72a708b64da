@NullMarked
package dev.kbsync.listing.choice;

import org.jspecify.annotations.NullMarked;
