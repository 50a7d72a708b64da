@NullMarked
package dev.kbsync.authorize.grant;

import org.jspecify.annotations.NullMarked;
