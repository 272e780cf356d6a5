namespace Analytics.Rules.Tests;

/// <summary>The last line of <c>.ci/run</c>, and whether it calls the run good.</summary>
public sealed class TallyTests
{
    [Fact]
    public void A_run_without_a_failure_is_good() => Check(Summary("Passed!", 53, 0, 51, 2), "51 passed, 0 failed, 2 skipped", good: true);

    [Fact]
    public void A_failure_is_not() => Check(Summary("Failed!", 3, 1, 2, 0), "2 passed, 1 failed, 0 skipped", good: false);

    [Fact]
    public void A_run_of_nothing_is_not() => Check(Summary("Zero tests ran", 0, 0, 0, 0), "0 passed, 0 failed, 0 skipped", good: false);

    [Fact]
    public void A_run_in_which_everything_was_skipped_is_not() =>
        Check(Summary("Passed!", 4, 0, 0, 4), "0 passed, 0 failed, 4 skipped", good: false);

    [Fact]
    public void A_project_without_a_test_is_not() => Check(Summary("Failed!", 5, 0, 5, 0, errors: 1), "5 passed, 0 failed, 0 skipped", good: false);

    [Fact]
    public void A_build_that_broke_is_not() => Check("error CS1002: ; expected\n", "0 passed, 0 failed, 0 skipped", good: false);

    [Fact]
    public void Numbers_that_do_not_add_up_are_not() => Check(Summary("Passed!", 10, 0, 7, 0), "7 passed, 0 failed, 0 skipped", good: false);

    [Fact]
    public void Colours_do_not_matter() => Check(
        Summary("Passed!", 2, 0, 2, 0).Replace("  succeeded: 2", "\u001b[32m  succeeded: 2\u001b[m", StringComparison.Ordinal),
        "2 passed, 0 failed, 0 skipped",
        good: true);

    [Fact]
    public void What_a_test_prints_is_not_taken_for_the_summary() => Check(
        "  total: 900\n  succeeded: 900\n" + Summary("Passed!", 1, 0, 1, 0) + "  failed: 8\n",
        "1 passed, 0 failed, 0 skipped",
        good: true);

    private static string Summary(string verdict, int total, int failed, int succeeded, int skipped, int errors = 0) =>
        $"""
        /src/A.Tests.dll (net10.0|x64) passed (1s 246ms)

        Test run summary: {verdict}
          /src/A.Tests.dll (net10.0|x64) passed (1s 246ms)
          /src/B.Tests.dll (net10.0|x64) passed (3s 1ms)

        {(errors > 0 ? $"  error: {errors}\n" : "")}
          total: {total}
          failed: {failed}
          succeeded: {succeeded}
          skipped: {skipped}
          duration: 1s 361ms
        Test run completed


        """;

    private static void Check(string log, string lastLine, bool good)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, log);
            (int exitCode, string output, _) = new Command("bash", Repository.At(".ci/tally"), file).Run();

            Assert.Equal(lastLine, output.TrimEnd('\n').Split('\n')[^1]);
            Assert.Equal(good, exitCode == 0);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
