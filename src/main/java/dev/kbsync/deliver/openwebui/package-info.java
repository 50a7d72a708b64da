/** What Open WebUI needs beyond its Kamelet: its forms, and which of its files are kbsync's. */
@NullMarked
package dev.kbsync.deliver.openwebui;

import org.jspecify.annotations.NullMarked;
