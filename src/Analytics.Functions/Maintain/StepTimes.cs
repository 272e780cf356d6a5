namespace Analytics.Functions.Maintain;

/// <summary>How long a step of maintenance may take. A run begins every minute; what it does not finish, the next one does.</summary>
internal static class StepTimes
{
    /// <summary>No further day is begun after it.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(50);

    /// <summary>
    /// When a day in work must stop. A very large day is built in one go or not at all. Other runs leave that day alone and do the rest.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(12);
}
