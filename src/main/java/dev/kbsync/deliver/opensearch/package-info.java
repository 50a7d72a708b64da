/**
 * Turns deliveries into bulk requests of OpenSearch and Elasticsearch, and the results of their
 * items into what became of each delivery.
 */
@NullMarked
package dev.kbsync.deliver.opensearch;

import org.jspecify.annotations.NullMarked;
