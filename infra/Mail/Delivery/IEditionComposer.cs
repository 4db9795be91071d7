using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>Makes editions from the registry, without keeping them.</summary>
public interface IEditionComposer
{
    /// <summary>Null where there is nothing that one could write about.</summary>
    Task<Edition?> WeeklyAsync(LetterScope scope, ReportedWeek week, CancellationToken cancellationToken);

    /// <summary>An urgent notice of these alerts of one establishment; null where none of them is open any more.</summary>
    Task<Edition?> UrgentAsync(string finess, IReadOnlyCollection<Guid> alerts, CancellationToken cancellationToken);
}

/// <summary>Puts an edition in the words of one reader.</summary>
public interface ILetterRenderer
{
    Task<RenderedLetter> RenderAsync(Edition edition, Letter letter, CancellationToken cancellationToken);
}
