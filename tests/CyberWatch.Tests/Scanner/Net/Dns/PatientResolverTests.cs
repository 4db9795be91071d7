using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Dns;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Scanner.Net.Dns;

public sealed class PatientResolverTests
{
    private static readonly DnsAnswer Silent = new DnsAnswer.Silent(Silence.TimedOut, "played");
    private static readonly DnsAnswer Answer = new DnsAnswer.Reply(ResponseCode.NoError, [], [], []);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Silences_in_a_row_and_a_silent_root_end_the_asking()
    {
        var played = new Played { OfNames = Silent, OfRoot = Silent };
        var resolver = Patient(played);

        for (var i = 0; i < 1_000; i++)
            Assert.IsType<DnsAnswer.Silent>(await AskAsync(resolver));

        Assert.Equal(4, played.Asked);
        Assert.Equal([new Remark.ResolverSilent(4)], resolver.NotLooked);
    }

    [Fact]
    public async Task A_zone_whose_servers_are_dead_is_no_dead_resolver()
    {
        var played = new Played { OfNames = Silent, OfRoot = Answer };
        var resolver = Patient(played);

        for (var i = 0; i < 9; i++)
            await AskAsync(resolver);

        Assert.Equal(9 + 3, played.Asked);
        Assert.Empty(resolver.NotLooked);
    }

    [Fact]
    public async Task A_failure_that_was_said_is_no_silence()
    {
        var played = new Played { OfNames = new DnsAnswer.Reply(ResponseCode.ServFail, [], [], []), OfRoot = Silent };
        var resolver = Patient(played);

        for (var i = 0; i < 9; i++)
            await AskAsync(resolver);

        Assert.Equal(9, played.Asked);
        Assert.Empty(resolver.NotLooked);
    }

    [Fact]
    public async Task A_resolver_that_comes_back_is_asked_again_and_its_absence_is_told()
    {
        var played = new Played { OfNames = Silent, OfRoot = Silent };
        var resolver = Patient(played);
        for (var i = 0; i < 5; i++)
            await AskAsync(resolver);

        (played.OfNames, played.OfRoot) = (Answer, Answer);
        var before = await AskAsync(resolver);
        _clock.Advance(TimeSpan.FromSeconds(15));
        var after = await AskAsync(resolver);

        Assert.IsType<DnsAnswer.Silent>(before);
        Assert.Equal([Answer, Answer], [after, await AskAsync(resolver)]);
        Assert.Equal([new Remark.ResolverSilent(4)], resolver.NotLooked);
    }

    [Fact]
    public async Task One_question_a_quarter_of_a_minute_looks_whether_it_is_back()
    {
        var played = new Played { OfNames = Silent, OfRoot = Silent };
        var resolver = Patient(played);
        for (var i = 0; i < 5; i++)
            await AskAsync(resolver);

        _clock.Advance(TimeSpan.FromSeconds(15));
        for (var i = 0; i < 100; i++)
            await AskAsync(resolver);

        Assert.Equal(5, played.Asked);
    }

    private PatientResolver Patient(IResolver played) => new(played, _clock, NullLogger.Instance);

    private static Task<DnsAnswer> AskAsync(PatientResolver resolver) =>
        resolver.AskAsync("www.ch-nord.example", RecordType.A, TestContext.Current.CancellationToken);

    private sealed class Played : IResolver
    {
        public required DnsAnswer OfNames { get; set; }
        public required DnsAnswer OfRoot { get; set; }
        public int Asked { get; private set; }

        public Task<DnsAnswer> AskAsync(string name, RecordType type, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(name.Length == 0 ? OfRoot : OfNames);
        }

        public Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken) =>
            AskAsync(question.Name, question.Type, cancellationToken);
    }
}
