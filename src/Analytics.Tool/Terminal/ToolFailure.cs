namespace Analytics.Tool.Terminal;

/// <summary>What was asked for cannot be done; the message says why, and what to do about it.</summary>
internal sealed class ToolFailure(string message) : Exception(message);
