"""Addresses of results as they are shared."""

from django.urls import path

from backend.sharing import views

urlpatterns = [
    path("c/<str:classification_id>", views.shared_page, name="shared"),
    path("c/<str:classification_id>/card.png", views.card, name="card"),
]
