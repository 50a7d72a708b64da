/**
 * Lets assistants ask the embedded index by the Model Context Protocol. It answers whoever has the
 * token, within the readers and spaces of the settings, and changes nothing.
 */
@NullMarked
package dev.kbsync.mcp;

import org.jspecify.annotations.NullMarked;
