using System.Diagnostics.CodeAnalysis;

namespace Analytics.Functions.Hosting.Local;

/// <summary>
/// The process cannot start, for a reason that the person at the terminal can remove. The message is one sentence that says what is
/// missing and what to do; the program prints it, without a stack trace, and ends with a non-zero exit code.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is caught by name in one place, and reads as what it is.")]
public sealed class StartupFailure : Exception
{
    public StartupFailure(string sentence) : base(sentence)
    {
    }

    public StartupFailure(string sentence, Exception cause) : base(sentence, cause)
    {
    }
}
