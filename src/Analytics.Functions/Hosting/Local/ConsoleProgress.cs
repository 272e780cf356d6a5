using System.Globalization;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Hosting.Local;

/// <summary>The only voice at the terminal while the program starts and ends: what is being done, with the seconds since the start.</summary>
/// <param name="output">What people read.</param>
/// <param name="errors">Why the program cannot start.</param>
/// <param name="clock">Measures the seconds.</param>
public sealed class ConsoleProgress(TextWriter output, TextWriter errors, TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();
    private readonly Lock _oneAtATime = new();

    /// <summary>This process's terminal.</summary>
    public static ConsoleProgress AtTerminal(TimeProvider clock) => new(Console.Out, Console.Error, clock);

    /// <summary>One line: <c>[  0.4 s] Starting DynamoDB Local</c>.</summary>
    public void Step(string what) => Say(string.Create(CultureInfo.InvariantCulture, $"[{clock.GetElapsedTime(_started).TotalSeconds,5:0.0} s] {what}"));

    /// <summary>The last word of a good start: where to go, and how to sign in the first time.</summary>
    /// <param name="address">The dashboard's.</param>
    /// <param name="first">The account that was made in this start; null when there was one already: a password is shown only once.</param>
    /// <param name="data">Where the data lies, for people: a folder, <c>in memory</c>, an endpoint.</param>
    public void Ready(Uri address, FirstCredentials? first, string data)
    {
        Step("Ready");
        string signIn = first is null ? "" : $"""
              Sign in     {first.Email}
              Password    {first.GeneratedPassword ?? "as set in ANALYTICS_ADMIN_PASSWORD"}{(first.GeneratedPassword is null ? "" : "   (made now, shown only this once)")}

            """;
        Say($"""

              Dashboard   {address.GetLeftPart(UriPartial.Path)}
            {signIn}  Data        {data}

              Ctrl+C stops everything.

            """);
    }

    /// <summary>Why the program cannot start: one sentence, or a line for each wrong setting. Returns the exit code.</summary>
    public int Fail(Exception failure)
    {
        lock (_oneAtATime)
        {
            if (failure is AnalyticsInputException input)
            {
                errors.WriteLine("These settings cannot be used:");
                foreach (InputFault fault in input.Faults)
                {
                    errors.WriteLine($"  {fault.Field} {fault.Problem}");
                }
            }
            else
            {
                errors.WriteLine(failure is StartupFailure ? failure.Message : failure.ToString());
            }

            errors.Flush();
        }

        return 1;
    }

    private void Say(string text)
    {
        lock (_oneAtATime)
        {
            output.WriteLine(text);
            output.Flush();
        }
    }
}
