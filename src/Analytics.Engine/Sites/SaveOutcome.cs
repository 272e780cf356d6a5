using Analytics.Store.Inputs;

namespace Analytics.Engine.Sites;

/// <summary>What came of saving an edited site, goal, segment or funnel: one of the four below, nothing else.</summary>
public abstract record SaveOutcome<T>
{
    private SaveOutcome()
    {
    }

    /// <summary>It is stored as <paramref name="Value"/>.</summary>
    public sealed record Saved(T Value) : SaveOutcome<T>;

    /// <summary>It breaks rules. Nothing was stored.</summary>
    /// <param name="Faults">Every fault, with the field that it is about.</param>
    public sealed record Invalid(IReadOnlyList<InputFault> Faults) : SaveOutcome<T>;

    /// <summary>It claims names that belong to another. Nothing was stored.</summary>
    /// <param name="Faults">Every such name, with the field that claims it.</param>
    public sealed record Taken(IReadOnlyList<InputFault> Faults) : SaveOutcome<T>;

    /// <summary>It was changed or deleted after it was read. Nothing was stored: read it again and repeat the edit.</summary>
    public sealed record Changed : SaveOutcome<T>;
}
