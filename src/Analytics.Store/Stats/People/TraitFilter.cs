using Analytics.Store.Inputs;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.People;

/// <summary>What must hold for a trait of a person.</summary>
/// <param name="Name">The trait.</param>
/// <param name="Operator"><see cref="FilterOperator.Is"/>, <see cref="FilterOperator.IsNot"/>, <see cref="FilterOperator.Contains"/> (in any case) or <see cref="FilterOperator.ContainsNot"/>.</param>
/// <param name="Values">What it is compared with, at least one; <c>(none)</c> is a person of whom it is not known.</param>
public sealed record TraitFilter(string Name, FilterOperator Operator, IReadOnlyList<string> Values)
{
    /// <summary>What stands for a trait that is not known.</summary>
    public const string None = "(none)";

    /// <exception cref="AnalyticsInputException">It cannot be asked: field <c>traits</c>.</exception>
    internal void Check() => new InputFaults()
        .Require(Name.Length > 0, "traits", "must name a trait")
        .Require(Operator is FilterOperator.Is or FilterOperator.IsNot or FilterOperator.Contains or FilterOperator.ContainsNot, "traits", "can be compared by is, is_not, contains and contains_not")
        .Require(Values.Count > 0, "traits", "must be compared with at least one value")
        .ThrowIfAny();

    internal bool Holds(string? value) => Operator switch
    {
        FilterOperator.Is => Values.Contains(value ?? None, StringComparer.Ordinal),
        FilterOperator.IsNot => !Values.Contains(value ?? None, StringComparer.Ordinal),
        FilterOperator.Contains => Holds(value, Values),
        _ => !Holds(value, Values),
    };

    private static bool Holds(string? value, IReadOnlyList<string> parts) => value is not null && parts.Any(part => value.Contains(part, StringComparison.OrdinalIgnoreCase));
}
