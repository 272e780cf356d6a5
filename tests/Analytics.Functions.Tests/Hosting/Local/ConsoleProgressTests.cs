using Analytics.Store.Inputs;
using Analytics.Functions.Hosting.Local;
using Analytics.Store;

namespace Analytics.Functions.Tests.Hosting.Local;

public sealed class ConsoleProgressTests : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _errors = new() { NewLine = "\n" };
    private readonly SteppingClock _clock = new();

    private ConsoleProgress Progress => field ??= new ConsoleProgress(_output, _errors, _clock);

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public void A_step_carries_the_seconds_since_the_start_whatever_the_culture()
    {
        using var _ = new CultureScope("de-CH");
        Progress.Step("Starting DynamoDB Local");
        _clock.Advance(TimeSpan.FromSeconds(1.25));
        Progress.Step("Creating the tables");

        Assert.Equal("[  0.0 s] Starting DynamoDB Local\n[  1.3 s] Creating the tables\n", _output.ToString());
    }

    [Fact]
    public void The_first_start_shows_the_password_that_it_made()
    {
        Progress.Ready(new Uri("http://127.0.0.1:5080"), new FirstCredentials("owner@localhost", "k7Qd-93fm"), "/clone/.data");

        Assert.Equal(
            """
            [  0.0 s] Ready

              Dashboard   http://127.0.0.1:5080/
              Sign in     owner@localhost
              Password    k7Qd-93fm   (made now, shown only this once)
              Data        /clone/.data

              Ctrl+C stops everything.


            """.ReplaceLineEndings("\n"),
            _output.ToString());
    }

    [Fact]
    public void A_password_from_the_settings_is_not_repeated()
    {
        Progress.Ready(new Uri("http://127.0.0.1:5080"), new FirstCredentials("ann@example.com", null), "in memory");

        Assert.Contains("  Password    as set in ANALYTICS_ADMIN_PASSWORD\n", _output.ToString());
    }

    [Fact]
    public void Later_starts_speak_of_no_password()
    {
        Progress.Ready(new Uri("http://127.0.0.1:5080"), null, "/clone/.data");

        Assert.DoesNotContain("Password", _output.ToString());
        Assert.Contains("  Dashboard   http://127.0.0.1:5080/\n  Data        /clone/.data\n", _output.ToString());
    }

    [Fact]
    public void A_failure_to_start_is_one_sentence_on_standard_error()
    {
        Assert.Equal(1, Progress.Fail(new StartupFailure("Java 17 or newer is needed.")));

        Assert.Equal("Java 17 or newer is needed.\n", _errors.ToString());
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public void Wrong_settings_are_listed_each_on_a_line()
    {
        Progress.Fail(new AnalyticsInputException([new("ANALYTICS_TABLE", "must be set in Lambda"), new("--urls", "needs a value")]));

        Assert.Equal("These settings cannot be used:\n  ANALYTICS_TABLE must be set in Lambda\n  --urls needs a value\n", _errors.ToString());
    }

    [Fact]
    public void A_fault_of_ours_is_shown_whole()
    {
        Progress.Fail(new InvalidOperationException("a bug"));

        Assert.Contains(nameof(InvalidOperationException), _errors.ToString());
    }

    /// <summary>A clock whose timestamps, unlike the manual clock's, move with it.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
