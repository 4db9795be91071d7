using System.Reflection;
using Bunit;
using CyberWatch.Dashboard;
using CyberWatch.Dashboard.Components.Shared;
using CyberWatch.Dashboard.Views;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Dashboard;

public sealed class LetterViewTests : BunitContext
{
    private static readonly Texts Texts = new();

    private static readonly Addressee[] Seven =
    [
        .. Enumerable.Range(1, 7).Select(i => new Addressee($"rssi{i}@grand-large.example", "", "fr", DetailLevel.Link)),
    ];

    public LetterViewTests() =>
        Services.AddSingleton<Texts>().AddSingleton<When>().AddSingleton<Links>().AddSingleton(TimeProvider.System);

    [Fact]
    public void Each_state_has_a_word_and_a_mark_of_its_own()
    {
        var marks = Enum.GetValues<LetterState>()
            .Select(state => Render<LetterMark>(mark => mark.Add(it => it.State, state)))
            .ToList();

        Assert.Equal(marks.Count, marks.Select(mark => mark.Find(".mark").TextContent).Distinct().Count());
        Assert.Equal(marks.Count, marks.Select(mark => mark.Find("use").GetAttribute("href")).Distinct().Count());
    }

    [Theory]
    [InlineData(LetterState.Unknown)]
    [InlineData(LetterState.Failed)]
    [InlineData(LetterState.Held)]
    [InlineData(LetterState.Planned)]
    [InlineData(LetterState.Dropped)]
    [InlineData(LetterState.Written)]
    public void What_was_not_accepted_is_never_green(LetterState state) =>
        Assert.NotEqual("clean", LetterView.State(state, Texts).Colour);

    [Fact]
    public void Every_fault_that_delivery_knows_has_a_sentence()
    {
        var words = typeof(LetterErrors)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();

        Assert.NotEmpty(words);
        Assert.All(words, word => Assert.NotEqual(word, LetterFaultView.Of(word, Texts).Reason));
    }

    [Fact]
    public void What_the_relay_said_is_kept_apart_and_without_characters_that_steer()
    {
        var fault = LetterFaultView.Of("rejected: 550 no\u202esuch: user", Texts);

        Assert.Equal("550 no\ufffdsuch: user", fault.Said);
        Assert.Equal("new-word: x", LetterFaultView.Of("new-word: x", Texts).Reason);
    }

    [Theory]
    [InlineData("2026-W47", "semaine 47, du 16 nov. au 22 nov. 2026")]
    [InlineData("2026-11-20T13:06Z", "20 nov. 2026, 14:06")]
    [InlineData("nothing", "nothing")]
    public void Period_is_said_as_people_say_it(string period, string said) =>
        Assert.Equal(said, Spoken.In("fr-FR", () => LetterView.Period(period, Texts)));

    [Fact]
    public void Letter_overseas_goes_by_its_own_clock_and_says_which()
    {
        var round = new PlannedRound(
            EditionKind.Technical,
            "finess:990000035",
            "Hôpital du Grand-Large",
            new ReportedWeek(2026, 48),
            new DateTimeOffset(2026, 11, 30, 7, 30, 0, TimeSpan.FromHours(4)),
            "Indian/Reunion",
            Seven
        )
        {
            Owed = Seven,
        };

        var table = Render<RoundTable>(it => it.Add(one => one.Rows, [round]));

        var text = table.Find("tbody").TextContent;
        Assert.Contains("07:30", text, StringComparison.Ordinal);
        Assert.Contains("Indian/Reunion", text, StringComparison.Ordinal);
        Assert.Contains("et 2 autres", text, StringComparison.Ordinal);
        Assert.Contains("lien seul", text, StringComparison.Ordinal);
        Assert.Equal("/lettres/a-venir/finess%3A990000035", table.Find("tbody a").GetAttribute("href"));
    }
}
