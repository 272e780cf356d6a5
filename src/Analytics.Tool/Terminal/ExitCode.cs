namespace Analytics.Tool.Terminal;

/// <summary>How a command ends, for the shell that started it.</summary>
internal static class ExitCode
{
    /// <summary>It did what it was asked for.</summary>
    public const int Ok = 0;

    /// <summary>It could not, or an examination found something amiss.</summary>
    public const int Failed = 1;

    /// <summary>It was asked in a way that cannot be understood.</summary>
    public const int BadUsage = 2;
}
