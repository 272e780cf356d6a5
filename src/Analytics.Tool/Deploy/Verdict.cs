namespace Analytics.Tool.Deploy;

/// <summary>How something stands.</summary>
internal enum Verdict
{
    /// <summary>As it must be.</summary>
    Good = 0,

    /// <summary>Not as it must be: nothing works without it.</summary>
    Missing = 1,

    /// <summary>It cannot be checked from here.</summary>
    Unknown = 2,

    /// <summary>It works, and something should be seen to.</summary>
    Amiss = 3,
}
