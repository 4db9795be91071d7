using CyberWatch.Infra.Mail.Components;
using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>An edition in the language and the detail of one recipient: subject, HTML and text. It fetches and stores nothing.</summary>
public sealed class LetterRenderer(IOptions<PublicAddressOptions> options, IServiceProvider services, ILoggerFactory logs)
{
    private readonly LetterAddresses _addresses = new(options.Value.PublicAddress);

    public async Task<RenderedLetter> RenderAsync(
        Edition edition,
        Letter letter,
        LetterLinks links,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var view = View(edition, letter.Language, letter.Detail, links);
        return new(view.Subject, await HtmlAsync(view), TextLetter.Write(view));
    }

    private LetterView View(Edition edition, string language, DetailLevel detail, LetterLinks links)
    {
        var reader = new LetterFor(LetterWords.Of(language), _addresses, detail, links);
        return edition.Kind switch
        {
            EditionKind.Technical => TechnicalView.Of(EditionJson.ReadTechnical(edition.Content), reader),
            EditionKind.Sector => SectorView.Of(EditionJson.ReadSector(edition.Content), reader),
            EditionKind.Urgent => UrgentView.Of(EditionJson.ReadUrgent(edition.Content), reader),
            _ => throw new ArgumentOutOfRangeException(nameof(edition), edition.Kind, "Nobody knows how to write it."),
        };
    }

    /// <summary>A renderer for each letter: one that is kept would keep every letter that it ever rendered.</summary>
    private async Task<string> HtmlAsync(LetterView view)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(LetterDocument.Letter)] = view });
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<LetterDocument>(parameters)).ToHtmlString()
        );
    }
}
