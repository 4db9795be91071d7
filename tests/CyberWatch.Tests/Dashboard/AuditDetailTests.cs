using System.Text.RegularExpressions;
using CyberWatch.Dashboard;
using CyberWatch.Dashboard.Views;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Dashboard;

/// <summary>What the trail keeps, in the words of whoever reads it.</summary>
public sealed partial class AuditDetailTests
{
    private static readonly Texts Texts = new();
    private static readonly string[] Programs = ["infra", "scanner", "dashboard"];

    [Theory]
    [InlineData(
        "register-imported",
        "form=finess-plus of=2026-05-12 sites=3300 new=12",
        "au 12 mai 2026 · établissements\u00A0: 3\u202f300 · nouveaux\u00A0: 12",
        "of 12 May 2026 · establishments: 3,300 · new: 12"
    )]
    [InlineData(
        "feed-imported",
        "entries=12 added=2 withdrawn=1",
        "vulnérabilités\u00A0: 12 · ajoutées\u00A0: 2 · retirées\u00A0: 1",
        "vulnerabilities: 12 · added: 2 · withdrawn: 1"
    )]
    [InlineData("registry-restored", "held=3", "3 lettres retenues", "3 letters held")]
    [InlineData("letters-released", "letters=1 id=x", "1 lettre", "1 letter")]
    [InlineData("letters-planned", "letters=2 editions=1", "2 lettres", "2 letters")]
    [InlineData("index-rebuilt", "findings=1", "1 relevé", "1 finding")]
    [InlineData("index-forgotten", "findings=44", "44 relevés", "44 findings")]
    [InlineData("scan-requested", "kind=full", "Complet", "Full")]
    [InlineData("letters-dropped", "letters=0", "0 lettre", "0 letters")]
    [InlineData(
        "letter-resent",
        "period=2026-W47 to=a@b.example copy=1",
        "semaine 47, du 16 nov. au 22 nov. 2026 · à a@b.example · copie 1",
        "week 47, 16 Nov to 22 Nov 2026 · to a@b.example · copy 1"
    )]
    [InlineData(
        "letter-let-go",
        "period=2026-W47 to=a@b.example why=removed",
        "semaine 47, du 16 nov. au 22 nov. 2026 · à a@b.example · Le destinataire n’est plus un contact.",
        "week 47, 16 Nov to 22 Nov 2026 · to a@b.example · The recipient is no contact any more."
    )]
    [InlineData(
        "letters-refused",
        "kind=technical how=one-click",
        "Lettre technique, en un clic depuis sa messagerie",
        "Technical letter, by one click from the mail program"
    )]
    [InlineData(
        "letters-wanted-again",
        "kind=sector to=a@b.example",
        "Lettre du secteur, à a@b.example",
        "Sector letter, to a@b.example"
    )]
    [InlineData(
        "contact-removed",
        "email=a@b.example role=direction name=Mme A B",
        "a@b.example, Mme A B, Direction",
        "a@b.example, Mme A B, Management"
    )]
    [InlineData("user-invited", "role=regional region=32", "Référent régional, 32", "Regional officer, 32")]
    [InlineData(
        "user-invited",
        "role=rssi finess=990000001 990000002",
        "RSSI, 990000001 990000002",
        "CISO (RSSI), 990000001 990000002"
    )]
    [InlineData(
        "mandates-imported",
        "- 990000001 2026-01-01 to 2026-12-31, intrusive, signed by Mme on A on 2025-12-01",
        "- 990000001 du 1 janv. 2026 au 31 déc. 2026, contrôles intrusifs autorisés, signé par Mme on A le 1 déc. 2025",
        "- 990000001 from 1 Jan 2026 to 31 Dec 2026, intrusive checks allowed, signed by Mme on A on 1 Dec 2025"
    )]
    [InlineData("contacts-imported", "+ one\n+ two\n+ three", "+ one · + two · 1 autre ligne", "+ one · + two · 1 more line")]
    [InlineData("register-imported", "of before: 4 sites", "of before: 4 sites", "of before: 4 sites")]
    public void A_detail_is_told_in_the_readers_language(string action, string kept, string french, string english)
    {
        Assert.Equal(french, In("fr-FR", Row(action, kept)));
        Assert.Equal(english, In("en-GB", Row(action, kept)));
    }

    [Theory]
    [InlineData(
        "accepted",
        "a@b.example",
        "Open > Accepted: 2026-12-24: why: so",
        "Ouverte → Risque accepté · jusqu’au 24 déc. 2026\u00A0: why: so"
    )]
    [InlineData(
        "exploited",
        "feed",
        "Accepted > Open: CISA KEV, 2024-02-22",
        "Risque accepté → Ouverte · CISA KEV, 22 févr. 2024"
    )]
    [InlineData("false-positive", "a@b.example", "Open > FalsePositive: a > b", "Ouverte → Faux positif · a > b")]
    [InlineData("acknowledged", "a@b.example", "Open > Acknowledged", "Ouverte → Prise en charge")]
    public void A_step_of_an_alert_is_told_as_on_its_page(string why, string actor, string kept, string shown) =>
        Assert.Equal(shown, In("fr-FR", Row("alert-" + why, kept, actor)));

    [Theory]
    [InlineData("feed-imported", "cisa-kev kev.json", "CISA KEV, kev.json")]
    [InlineData("letter-resent", "group:G1", "groupe G1")]
    [InlineData("letter-resent", "sector", "le secteur")]
    [InlineData("registry-restored", "letters", "lettres en attente")]
    [InlineData("sign-in-refused", "group:x", "group:x")]
    public void What_an_entry_is_about_is_told_too(string action, string subject, string shown) =>
        Assert.Equal(shown, Spoken.In("fr-FR", () => AuditView.Subject(Row(action, null) with { Subject = subject }, Texts)));

    [Theory]
    [InlineData("command line (veille)", "ligne de commande (veille)")]
    [InlineData("worker", "moteur de scan")]
    [InlineData("feed", "catalogue")]
    [InlineData("", "inconnu")]
    [InlineData("a@b.example", "a@b.example")]
    public void Who_did_it_is_told_too(string actor, string shown) =>
        Assert.Equal(shown, Spoken.In("fr-FR", () => AuditView.Actor(actor, Texts)));

    [Fact]
    public void Every_action_that_the_code_writes_has_words()
    {
        var written = Programs
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            )
            .SelectMany(file => Written().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["action"].Value)
            .Distinct()
            .ToList();

        Assert.InRange(written.Count, 20, 100);
        Assert.DoesNotContain(written, action => Spoken.In("fr-FR", () => AuditView.Action(action, Texts)) == action);
    }

    private static AuditRow Row(string action, string? detail, string actor = "a@b.example") =>
        new(1, DateTimeOffset.UnixEpoch, actor, action, "x", detail, null, null, null);

    private static string? In(string culture, AuditRow row) => Spoken.In(culture, () => AuditDetailView.Of(row, Texts));

    [GeneratedRegex(
        """(Action = |[Aa]udit\.AddAsync\([^"]*"?"?,? ?|Audit\(context, actor, |\()"(?<action>sign-in|(register|perimeter|mandates|contacts|contact|feed|registry|letters?|user|invitation|sign-in|password|code)-[a-z-]+)"(,|;| =>|$)""",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Written();
}
