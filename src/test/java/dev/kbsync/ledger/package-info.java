@NullMarked
package dev.kbsync.ledger;

import org.jspecify.annotations.NullMarked;
