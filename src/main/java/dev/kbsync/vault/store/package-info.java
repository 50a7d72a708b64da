/**
 * Where sealed credentials are kept: the database, Redis or a folder. Takes and gives sealed
 * entries by id and version and the right to change one; never sees what is in them.
 */
@NullMarked
package dev.kbsync.vault.store;

import org.jspecify.annotations.NullMarked;
