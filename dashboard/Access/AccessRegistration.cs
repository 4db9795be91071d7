using System.Threading.RateLimiting;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CyberWatch.Dashboard.Access;

internal static class AccessRegistration
{
    public const string Attempts = "attempts";
    public const int PasswordLength = 12;

    /// <summary>Accounts, cookies, and the rule that nothing is shown to whom did not sign in.</summary>
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddAccounts();
        services.AddDataProtection().SetApplicationName("CyberWatch").PersistKeysToDbContext<RegistryContext>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(Attempts, PostsOfOneAddress);
        });
        services.AddAntiforgery(options => options.Cookie.Name = "cyberwatch-form");
        services.AddCascadingAuthenticationState();
        services.AddScoped<CurrentReader>();
        services.AddSingleton<Readers>();
        services.AddCascadingValue(provider => provider.GetRequiredService<CurrentReader>().Value);
        services.AddScoped<Door>();
        services.AddScoped<Invitations>();
        services.AddScoped<Enrolment>();
        services.AddScoped<PasswordChange>();
        services.AddSingleton<Audit>();
        services.AddHostedService<FirstOperator>();
    }

    private static void AddAccounts(this IServiceCollection services)
    {
        services
            .AddIdentityCore<User>(options =>
            {
                // length is what counts (ANSSI, NIST SP 800-63B); rules on kinds of characters only make passwords worse
                options.Password.RequiredLength = PasswordLength;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.User.RequireUniqueEmail = true;
                // the name is the address, and addresses hold more letters than Identity's list; the invitation checks them
                options.User.AllowedUserNameCharacters = "";
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = Door.LockOut;
            })
            .AddEntityFrameworkStores<RegistryContext>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<ReaderClaims>()
            .AddDefaultTokenProviders();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services
            .AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<DashboardOptions>>(Session);
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.TwoFactorUserIdScheme,
            cookie => cookie.Cookie.Name = "cyberwatch-code"
        );
    }

    private static void Session(CookieAuthenticationOptions cookie, IOptions<DashboardOptions> dashboard)
    {
        cookie.Cookie.Name = "cyberwatch";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = TimeSpan.FromMinutes(dashboard.Value.SessionMinutes);
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/connexion";
        cookie.ReturnUrlParameter = "retour";
        cookie.AccessDeniedPath = "/introuvable";
    }

    private static RateLimitPartition<string> PostsOfOneAddress(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            return RateLimitPartition.GetNoLimiter("read");
        }

        var permitted = context.RequestServices.GetRequiredService<IOptions<DashboardOptions>>().Value.AttemptsPerMinute;
        return RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = permitted, Window = TimeSpan.FromMinutes(1) }
        );
    }
}
