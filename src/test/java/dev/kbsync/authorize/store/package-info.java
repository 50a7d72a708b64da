@NullMarked
package dev.kbsync.authorize.store;

import org.jspecify.annotations.NullMarked;
