/**
 * Hands what a topic of Kafka holds to sinks, each at its own pace: takes the records that the sink
 * {@code queue} has written, and gives deliveries to the routes of other sinks. It knows nothing of
 * runs, and never tells one sink what another one did.
 */
@NullMarked
package dev.kbsync.queue;

import org.jspecify.annotations.NullMarked;
