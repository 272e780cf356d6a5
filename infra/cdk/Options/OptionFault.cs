namespace Analytics.Cdk.Options;

/// <summary>What is wrong with one option.</summary>
/// <param name="Name">As it is given with <c>-c name=value</c>.</param>
/// <param name="Remedy">What it must be, or what to do instead.</param>
public sealed record OptionFault(string Name, string Remedy);
