namespace Analytics.Store.Inputs;

/// <summary>An input that cannot be used. Carries every fault found, not only the first.</summary>
public sealed class AnalyticsInputException : ArgumentException
{
    /// <summary>The faults, in the order of the fields; at least one.</summary>
    public IReadOnlyList<InputFault> Faults { get; }

    /// <param name="faults">At least one.</param>
    public AnalyticsInputException(IReadOnlyList<InputFault> faults)
        : base(string.Join("; ", (faults ?? throw new ArgumentNullException(nameof(faults))).Select(f => $"{f.Field} {f.Problem}"))) =>
        Faults = faults;

    /// <summary>A single fault.</summary>
    public AnalyticsInputException(string field, string problem) : this([new InputFault(field, problem)])
    {
    }
}
