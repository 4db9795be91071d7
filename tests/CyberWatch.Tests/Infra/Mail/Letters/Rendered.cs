using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Mail.Rendering;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Infra.Mail.Letters;

/// <summary>Renders editions for the tests, under a public address of their own.</summary>
internal static class Rendered
{
    public const string Root = "https://cyberwatch.example";
    public static readonly LetterLinks Links = new(
        new Uri($"{Root}/desabonnement/JETON"),
        new Guid("0197a000-0000-7000-8000-000000009999")
    );

    private static readonly LetterRenderer Renderer = new(
        Options.Create(new PublicAddressOptions { PublicAddress = Root + "/" }),
        new ServiceCollection().BuildServiceProvider(),
        NullLoggerFactory.Instance
    );

    /// <summary>Every edition there is, by the name of its situation.</summary>
    public static readonly IReadOnlyDictionary<string, Edition> All = new Dictionary<string, Edition>
    {
        ["bad"] = Of(LetterSamples.Bad),
        ["good"] = Of(LetterSamples.Good),
        ["first"] = Of(LetterSamples.First),
        ["failed"] = Of(LetterSamples.Failed),
        ["group"] = Of(LetterSamples.Group),
        ["sector"] = Of(EditionKind.Sector, EditionJson.Write(LetterSamples.Sector)),
        ["urgent"] = Of(EditionKind.Urgent, EditionJson.Write(LetterSamples.Urgent)),
        ["joined"] = Of(EditionKind.Urgent, EditionJson.Write(LetterSamples.UrgentJoined)),
    };

    public static Edition Of(TechnicalEdition edition) => Of(EditionKind.Technical, EditionJson.Write(edition));

    public static Edition Of(SectorEdition edition) => Of(EditionKind.Sector, EditionJson.Write(edition));

    public static Edition Of(UrgentEdition edition) => Of(EditionKind.Urgent, EditionJson.Write(edition));

    public static Task<RenderedLetter> RenderAsync(
        Edition edition,
        string language = "fr",
        DetailLevel detail = DetailLevel.Full,
        LetterLinks? links = null
    ) => Renderer.RenderAsync(edition, Letter(edition, language, detail), links ?? Links, TestContext.Current.CancellationToken);

    private static Edition Of(EditionKind kind, string content) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Kind = kind,
            Scope = "finess:990000143",
            Period = "2026-W47",
            ComposedAt = new(2026, 11, 23, 6, 30, 0, TimeSpan.Zero),
            Content = content,
        };

    private static Letter Letter(Edition edition, string language, DetailLevel detail) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            EditionId = edition.Id,
            Recipient = "rssi@ch-vauclair.example",
            RecipientName = "RSSI",
            Language = language,
            Detail = detail,
            MessageId = "2026-W47.technique.k@cyberwatch.example",
            State = LetterState.Planned,
            DueAt = edition.ComposedAt,
        };
}
