/** Turns deliveries into records of a Kafka topic, and what a broker says into a sink's failure. */
@NullMarked
package dev.kbsync.deliver.kafka;

import org.jspecify.annotations.NullMarked;
