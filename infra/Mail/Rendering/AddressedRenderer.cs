using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>Renders a letter of the outbox, with the links that are its reader's alone.</summary>
internal sealed class AddressedRenderer(LetterRenderer renderer, UnsubscribeTokens tokens) : ILetterRenderer
{
    public async Task<RenderedLetter> RenderAsync(Edition edition, Letter letter, CancellationToken cancellationToken)
    {
        var unsubscribe = edition.Kind == EditionKind.Urgent ? null : await tokens.AddressAsync(letter.Id, cancellationToken);
        return await renderer.RenderAsync(edition, letter, new LetterLinks(unsubscribe, letter.Id), cancellationToken);
    }
}
