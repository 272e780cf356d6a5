namespace Analytics.Cdk.Options;

/// <summary>Options that cannot be deployed. The message names every fault with its remedy.</summary>
public sealed class OptionException(IReadOnlyList<OptionFault> faults)
    : Exception("These options cannot be deployed:\n" + string.Join('\n', faults.Select(fault => $"  {fault.Name} {fault.Remedy}")))
{
    /// <summary>At least one, in the order of the names as they are read.</summary>
    public IReadOnlyList<OptionFault> Faults => faults;
}
