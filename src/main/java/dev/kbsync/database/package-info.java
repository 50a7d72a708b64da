/**
 * The database that keeps what must survive a restart: SQLite, or PostgreSQL by one property. Owns
 * the connection's settings, the schema's migration and leases; knows nothing of what is stored.
 */
@NullMarked
package dev.kbsync.database;

import org.jspecify.annotations.NullMarked;
