namespace Analytics.Store.Inputs;

/// <summary>Collects the faults of an input, so that all are reported at once.</summary>
internal sealed class InputFaults
{
    private readonly List<InputFault> _faults = [];

    public InputFaults Require(bool holds, string field, string problem)
    {
        if (!holds)
        {
            _faults.Add(new InputFault(field, problem));
        }

        return this;
    }

    /// <exception cref="AnalyticsInputException">There was at least one fault.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
        {
            throw new AnalyticsInputException(_faults);
        }
    }
}
