using CyberWatch.Infra.Mail.Composing;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Options;
using CyberWatch.Infra.Registry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Mail;

public static class MailRegistration
{
    /// <summary>What every program may do with letters: see who gets what, check links, send again, release. Needs the registry.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsSection<MailOptions>(configuration);
        services.AddOptionsSection<DkimOptions>(configuration);
        services.AddOptionsSection<PublicAddressOptions>(configuration);
        services.TryAddSingleton<MailSecret>();
        services.TryAddSingleton<Sender>();
        services.TryAddSingleton<MessageIds>();
        services.TryAddSingleton<UnsubscribeTokens>();
        services.TryAddSingleton<MailRefusals>();
        services.TryAddSingleton<ContactRemoval>();
        services.TryAddSingleton<OneClick>();
        services.TryAddSingleton<LetterRoll>();
        services.TryAddSingleton<LetterDesk>();
        services.TryAddSingleton<MailStatement>();
        services.TryAddSingleton<LetterSigner>();
        services.TryAddSingleton<MessageBuilder>();
        services.TryAddSingleton<ScopeZones>();
        return services;
    }

    /// <summary>What composes, plans and sends.</summary>
    public static IServiceCollection AddMailDelivery(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMail(configuration);
        services.AddLetters();
        services.AddSingleton<IValidateOptions<MailOptions>, MailFilesCheck>();
        services.TryAddSingleton<LetterPress>();
        services.TryAddSingleton<LetterOutbox>();
        services.TryAddSingleton<LetterPlanner>();
        services.TryAddSingleton<UrgentNotices>();
        services.TryAddSingleton<MarkFile>();
        services.TryAddSingleton<RestoredBackup>();
        services.TryAddSingleton<LetterSettlement>();
        services.TryAddSingleton<LetterClaims>();
        services.TryAddSingleton(provider => MailPace.Of(provider.GetRequiredService<IOptions<MailOptions>>().Value));
        services.TryAddSingleton<CarrierRest>();
        services.TryAddSingleton<RelayTrust>();
        services.TryAddSingleton<ILetterCarrier>(provider =>
            provider.GetRequiredService<IOptions<MailOptions>>().Value.HasRelay
                ? ActivatorUtilities.CreateInstance<SmtpRelay>(provider)
                : ActivatorUtilities.CreateInstance<LetterFolder>(provider)
        );
        services.TryAddSingleton<LetterSender>();
        return services;
    }
}
