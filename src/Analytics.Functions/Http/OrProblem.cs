using System.Diagnostics.CodeAnalysis;

namespace Analytics.Functions.Http;

/// <summary>What was read from a request, or the problem to answer with because it cannot be used: always one of the two.</summary>
internal sealed class OrProblem<T> where T : notnull
{
    private readonly T? _value;
    private readonly Problem? _problem;

    private OrProblem(T value) => _value = value;

    private OrProblem(Problem problem) => _problem = problem;

    public static implicit operator OrProblem<T>(T value) => new(value);

    public static implicit operator OrProblem<T>(Problem problem) => new(problem);

    /// <summary>True with the value; false with the problem.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Problem? problem)
    {
        value = _value;
        problem = _problem;
        return problem is null;
    }
}
