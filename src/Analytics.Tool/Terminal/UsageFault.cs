namespace Analytics.Tool.Terminal;

/// <summary>It was asked in a way that cannot be understood; the message names the option and what it must be.</summary>
internal sealed class UsageFault(string message) : Exception(message);
