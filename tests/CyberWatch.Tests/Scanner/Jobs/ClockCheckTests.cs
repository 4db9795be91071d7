using CyberWatch.Scanner.Jobs;

namespace CyberWatch.Tests.Scanner.Jobs;

public sealed class ClockCheckTests
{
    private static readonly DateTimeOffset Asked = new(2026, 11, 26, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0.01, 0.005, 0)]
    [InlineData(0.01, 1.9, 0)]
    [InlineData(0.01, 5, -5)]
    [InlineData(0.01, -5, 5)]
    [InlineData(20, 18, 0)]
    [InlineData(20, -3600, 3600)]
    public void A_clock_is_out_of_step_where_the_time_that_the_question_took_does_not_explain_it(
        double took,
        double theirs,
        int expected
    ) => Assert.Equal(expected, ClockCheck.Off(Asked, Asked.AddSeconds(theirs), Asked.AddSeconds(took)));
}
